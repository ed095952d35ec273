service Notes { oneway void note(1: string text), oneway void nothing(), async void old() }
