const string EMPTY = ""
const string QUOTED = 'it\'s "quoted" {} \n \\'
const string LETTERS = "Āda 🦀"
const string MARKS = "a‮b"
const binary BYTES = "Ā\t"
const string SAME = LETTERS
