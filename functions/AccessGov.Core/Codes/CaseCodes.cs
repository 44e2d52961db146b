namespace AccessGov.Core.Codes;

/// <summary>The stable codes of a closed hierarchy. A code, once used, keeps its meaning for ever; cases may be renamed.</summary>
public abstract class CaseCodes
{
    private protected CaseCodes() { }

    /// <summary>The code of each case, by the case's type.</summary>
    public abstract IReadOnlyDictionary<Type, string> ByCase { get; }
}

/// <summary>The stable codes of the cases of one closed hierarchy.</summary>
/// <typeparam name="T">The abstract record.</typeparam>
public sealed class CaseCodes<T> : CaseCodes
    where T : class
{
    private readonly Dictionary<Type, string> codes = [];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<Type, string> ByCase => codes;

    /// <summary>Adds a case.</summary>
    /// <typeparam name="TCase">The case.</typeparam>
    /// <param name="code">Its code.</param>
    /// <exception cref="ArgumentException">The case or the code stands there already.</exception>
    public CaseCodes<T> With<TCase>(string code)
        where TCase : T
    {
        if (codes.ContainsValue(code))
            throw new ArgumentException($"Code '{code}' stands twice.", nameof(code));
        codes.Add(typeof(TCase), code);
        return this;
    }

    /// <summary>The code of a value; a case without one is a bug and throws.</summary>
    /// <param name="value">A value of the family.</param>
    public string Of(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return codes.TryGetValue(value.GetType(), out var code)
            ? code
            : throw new InvalidOperationException($"{typeof(T).Name}: {value.GetType().Name} has no code.");
    }
}
