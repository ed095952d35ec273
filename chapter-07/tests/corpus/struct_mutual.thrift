struct Even { 1: optional Odd odd }
struct Odd { 1: optional Even even }
struct Whole { 1: required Half half }
struct Half { 1: optional Whole whole }
