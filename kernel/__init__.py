"""What services must decide alike: who appraises whom on a day, working days, outages. Pure, over `contracts`."""
