namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>What a cell of code words says.</summary>
/// <typeparam name="T">What words mean.</typeparam>
/// <param name="Key">The folded word; empty when nothing stands in the cell.</param>
/// <param name="Meaning">Null when the profile does not know the word.</param>
internal sealed record WordCell<T>(string Key, T? Meaning)
    where T : struct;
