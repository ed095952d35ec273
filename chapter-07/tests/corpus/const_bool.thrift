const bool YES = true
const bool NO = 0
const bool SAME = YES
