namespace AccessGov.Core.Kernel;

/// <summary>One governed municipality. Every key and message starts with it.</summary>
/// <param name="Value">1 to 32 characters of <c>a-z 0-9 -</c>.</param>
public readonly record struct TenantId(string Value)
{
    /// <summary>Reads a tenant id; throws <see cref="FormatException"/> that names the offending value.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    public static TenantId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= 1 and <= 32 && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-')
            ? new TenantId(text)
            : throw new FormatException($"Tenant id '{text}' must be 1 to 32 characters of a-z, 0-9 and '-'.");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
