"""What a line says of its claim, feature by feature, and what that weighs."""
