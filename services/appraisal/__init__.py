"""appraisal: the judgement of a year, by the method the law of the Pemda knows."""
