service Pings { void ping(), void say(1: string text) }
