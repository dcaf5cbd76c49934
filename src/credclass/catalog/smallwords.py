"""Words that tell something only by what stands beside them, each list for one use."""

from __future__ import annotations

from credclass.catalog.row import Row, Texts
from credclass.text.tokens import phrase_key


class SmallWords(Row):
    """Words and phrases that tell only by what stands beside them."""

    joins_credentials: Texts = ()
    """Between two credentials that share what follows (``CPR and First Aid certified``)."""
    of_all: Texts = ()
    """Behind a row of credentials, before what is said of all of them (``CCNA, CCNP (both expired)``)."""
    ends_a_name: Texts = ()
    """Behind a credential's name, and no name beside others that share its first words (``CPA exam,
    license``).
    """
    labels_certificates: Texts = ()
    """Behind an issuer, as a label of what it awards (``AWS certifications: Developer – Associate``)."""
    begins_a_title: Texts = ()
    """Behind the issuer in the names of what such a label introduces (``AWS Certified Developer``)."""
    ends_a_title: Texts = ()
    """At the end of a title, and of nobody's name (``Flow Builder Course``)."""
    joins_a_field: Texts = ()
    """Between a degree and its field (``MS in CS``, ``Máster en Big Data``)."""
    completes_a_field: Texts = ()
    """Left out of fields where nothing but the rest stands behind a degree (``B.E. (Mechanical)``)."""
    doubtful_months: Texts = ()
    """Months of some language that are words of others (``EF SET, 2019``, ``passed out 2011``)."""
    joins_dates: Texts = ()
    """Between day, month and year (``12 de junio de 2019``)."""
    announces_a_date: Texts = ()
    """Before a date, also one of a month without a zero and two digits (``exp 6/25``)."""
    leads_to: Texts = ()
    """Between the two ends of a time (``2012 bis 2016``)."""
    counted: Texts = ()
    """Behind how many of how many, which is no date (``11/13 papers``)."""
    fills_dates: Texts = ()
    """Beside dates, and part of them (``2012 г.``, ``2012年``)."""
    year_signs: Texts = ()
    month_signs: Texts = ()
    day_signs: Texts = ()
    """Behind the numbers of a date (``2012年6月14日``)."""
    day_endings: Texts = ()
    """Written on to the day of a month (``14th``, ``1er``)."""
    continues_a_school: Texts = ()
    """Behind a school's name that goes on (``Moscow State University of Economics``)."""
    begins_a_school: Texts = ()
    """Before words that name a school by themselves, and part of the name of another (``International
    University of Lakewood``).
    """
    parted_from_a_school: Texts = ()
    """Behind a school's name, with a capital, and no part of it (``Oak Hill College Graduated``)."""
    short_for_a_school: Texts = ()
    """At the end of the name of a school where one studied (``Oak Hill High``)."""
    leads_to_a_host: Texts = ()
    """Before who taught what somebody else made (``Oracle SQL at Deepwell College``)."""
    belongs_to: Texts = ()
    """What somebody is of a body, and no part of its name (``Fellow of the Institute of Physics``)."""
    denies: Texts = ()
    """Before ``expires`` and ``expiration date``, which it turns round, and before a credential, which it
    denies (``No PMP certification``)."""
    once_held: Texts = ()
    """Before a credential that is held no more (``formerly PMP certified``)."""
    begins: Texts = ()
    """Before a lone date at which something began."""
    goes_on: Texts = ()
    """Of these, what tells that it still goes on."""
    ends_an_open_time: Texts = ()
    """Behind a dash behind the date at which something began that goes on (``2022 – Date``)."""
    holds_until: Texts = ()
    """Before a later day until which something is held (``SHRM-CP, through 2028``)."""
    weak_id: Texts = ()
    """Cues of an id behind which a number stands, and much else."""
    names_a_number: Texts = ()
    """Before the number by which a holder is known (``License No. 123``)."""
    named_by_year: Texts = ()
    """Products whose versions are named by the year."""
    closes_an_edition: Texts = ()
    """Behind a year that is an edition's (``ITIL Foundation 2011 edition``)."""
    names_a_degree: Texts = ()
    """Fields that are the degree itself where nothing more is told: ``Doctor of Philosophy``, ``Master of Science``."""
    part_of_degree: Texts = ()
    """Fields that within a degree's name are part of the degree."""
    leads_to_a_region: Texts = ()
    """Before the code of a state or province (``Licensed in MA``)."""
    region_labels: Texts = ()
    """Before a colon and the codes of states (``Bar: PA, NJ``)."""
    licence_words: Texts = ()
    """Say that what stands beside them is a licence."""
    approves: Texts = ()
    """Behind who approves what somebody else awards (``RICS accredited``)."""
    aside_labels: Texts = ()
    """Before a colon, behind which nobody awards anything (``Activities and societies: IEEE``)."""
    left_schools: Texts = ()
    """Before a school that did not award the degree (``Transferred from Rutgers``)."""
    answers_no: Texts = ()
    """Behind a label and a colon, where what the label asks for is not there (``CPR certified: No``)."""
    asks_for_completion: Texts = ()
    """Such labels of studies that were not ended then (``Graduated: No``)."""
    regained: Texts = ()
    """Behind what was lost or failed and is held since (``lapsed 2014, reinstated 2019``)."""
    passed: Texts = ()
    """Behind an examination that was failed before (``failed in 2015, passed in 2016``)."""
    failed: Texts = ()
    """Begin what says that an examination was not passed."""
    puts_off: Texts = ()
    """Before these, where it has not happened (``to be renewed``)."""
    doubtful_status: Texts = ()
    """Status words that are no misspelling of other words (``planed``)."""
    conferred: Texts = ()
    """Before the date at which a degree was awarded, whatever was passed before."""
    no_study_date: Texts = ()
    """Before years of something else than studies (``born 1989``)."""
    begins_a_job: Texts = ()
    """Behind a year of studies, before an employer and another year (``MBA 2012, joined Tata 2013``)."""
    says_valid: Texts = ()
    """Before the date until which something is valid, also one that is over."""
    only_attended: Texts = ()
    """Before a university at which somebody studied who tells of a school's diploma (``attended``)."""
    portions: Texts = ()
    """What a study or a series has several of, behind how many of how many (``3 of 5 courses``)."""
    papers: Texts = ()
    """The parts of an examination, behind how many of how many: where some are missing the certification is not
    held yet (``12/13 papers cleared``)."""
    left: Texts = ()
    """Behind either, where they are still to be done (``2 semesters left``)."""
    done: Texts = ()
    """Behind a share of a hundred that is done (``40% complete``)."""
    completes: Texts = ()
    """Says of a date ahead that studies end then (``graduation 2028``)."""
    recurs: Texts = ()
    """Say of training that it is done again and again (``annually since 2015``)."""
    has_an_object: Texts = ()
    """What is done to a credential, or to something else that follows (``preparing tax returns``)."""
    says_little_of_progress: Texts = ()
    """What people say of studies that are over too (``final year GPA``)."""
    no_status: Texts = ()
    """Phrases that begin with a status word and are part of a name or a grade."""
    with_accents: Texts = ()
    """Status words that are some other language's word without their accents (``préparation``)."""
    of_studies: Texts = ()
    """Status words that speak of studies alone (``student``)."""
    second_field: Texts = ()
    """Before a field that is not the main one (``minor in Physics``)."""
    no_study: Texts = ()
    """What a student may belong to without being one any more."""

    grade_labels: Texts = ()
    """Beside a number that is a grade (``GPA 3.8``, ``Note: 1,3``)."""
    letter_labels: Texts = ()
    """Before a letter or a share that is one, where a number alone is not (``Grade: A``, ``Grade 12``)."""
    grades: Texts = ()
    """What is a grade by itself (``cum laude``)."""
    percent: Texts = ()
    """Behind a number that is a share of a hundred; ``%`` is known."""
    out_of: Texts = ()
    """Between a grade and the best there is; ``/`` is known."""
    tells_a_score: Texts = ()
    """Between the name of an examination and its score (``IELTS overall band 7.5``)."""
    no_grade: Texts = ()
    """Beside a share that is none of the holder's marks (``top 5%``)."""
    minutes: Texts = ()
    """Behind the minutes of a training that is told in hours and minutes (``1h 30m``)."""
    hours: Texts = ()
    """Behind a number of hours of training."""
    no_hours: Texts = ()
    """Behind hours that are none of training (``20 hours a week``)."""

    def folded(self, known: dict[str, list[str]]) -> dict[str, list[str]]:
        """The phrases of every use, folded, with those that are ``known``."""
        return {use: sorted({*known.get(use, ()), *map(phrase_key, own)}) for use, own in self}
