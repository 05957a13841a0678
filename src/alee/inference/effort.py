"""How much work a fit does; each step and each round costs a run of all members."""

STEPS = 4  # assimilation steps of the smoother; the customary number
ROUNDS = 4  # moves by the true likelihood after them; with two, intervals of twins are too narrow
