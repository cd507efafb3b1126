"""The spend table of the housing review: group, services, pounds."""

GROUPS = (
    ("Rough sleepers and single homeless", 10, 1_587_000),
    ("Homeless young people", 10, 1_653_000),
    ("Teenage parents", 3, 112_000),
    ("Mental health", 6, 1_411_000),
    ("Older people incl. almshouses", 24, 1_184_000),
    ("Travellers", 2, 66_000),
    ("Learning/physical disability", 1, 233_500),
    ("Domestic abuse victims", 3, 265_000),
    ("Alcohol", 1, 79_000),
    ("Offenders", 2, 157_000),
    ("Generic floating support", 3, 758_800),
)
