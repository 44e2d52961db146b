namespace AccessGov.Core.Codes;

/// <summary>The stable codes of an enum. A code, once used, keeps its meaning for ever; members may be renamed.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class EnumCodes<T>
    where T : struct, Enum
{
    private readonly Dictionary<T, string> codes = [];
    private readonly Dictionary<string, T> values = new(StringComparer.Ordinal);

    /// <summary>Lists the codes.</summary>
    /// <param name="codes">Each member once, each code once.</param>
    /// <exception cref="ArgumentException">A member or a code stands twice.</exception>
    public EnumCodes(params (T Value, string Code)[] codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        foreach (var (value, code) in codes)
        {
            this.codes.Add(value, code);
            values.Add(code, value);
        }
        All = codes;
    }

    /// <summary>Members and codes as they were listed.</summary>
    public IReadOnlyList<(T Value, string Code)> All { get; }

    /// <summary>Members by code, ordinal.</summary>
    public IReadOnlyDictionary<string, T> ByCode => values;

    /// <summary>The code of a member; a member without one is a bug and throws.</summary>
    /// <param name="value">A member.</param>
    public string Of(T value) =>
        codes.TryGetValue(value, out var code) ? code : throw new InvalidOperationException($"{typeof(T).Name} {value} has no code.");
}
