"""Identities: which document a citation means, which agency a name means in this place at this date."""
