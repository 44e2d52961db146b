namespace AccessGov.App.Directory;

/// <summary>
/// A Temporary Access Pass as it was given: shown once, to one page. Not a record, and the pass is no property that a serializer would
/// write: whoever prints or keeps this shows nothing.
/// </summary>
/// <param name="secret">The pass.</param>
/// <param name="usableFrom">使える時刻: not a moment earlier.</param>
/// <param name="lifetime">How long from then.</param>
public sealed class GivenPass(string secret, DateTimeOffset usableFrom, TimeSpan lifetime)
{
    /// <summary>使える時刻: not a moment earlier.</summary>
    public DateTimeOffset UsableFrom { get; } = usableFrom;

    /// <summary>The last instant.</summary>
    public DateTimeOffset Until { get; } = usableFrom + lifetime;

    /// <summary>The pass itself, for the page that shows it.</summary>
    public string Reveal() => secret;
}
