using System.Text.RegularExpressions;

namespace AccessGov.Sandbox.Tenant;

/// <summary>
/// Which requests a fault hits, written <c>"PATCH /groups/*"</c>: a method or <c>*</c>, then a path below /v1.0 without query,
/// where <c>*</c> stands for anything. <c>"*"</c> alone is every request. Sub-requests of a $batch match like others.
/// </summary>
public sealed class RequestMatch
{
    private readonly string _method;
    private readonly Regex _path;
    private readonly string _pattern;

    private RequestMatch(string pattern)
    {
        _pattern = pattern;
        var parts = pattern.Split(' ', 2, StringSplitOptions.TrimEntries);
        if (pattern != "*" && (parts.Length != 2 || !(parts[1].StartsWith('/') || parts[1] == "*")))
            throw new ArgumentException($"'{pattern}' is not like 'GET /users*'.", nameof(pattern));
        _method = parts[0];
        var path = parts.Length == 2 ? parts[1] : "*";
        _path = new Regex("^" + Regex.Escape(path).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant);
    }

    /// <summary>Reads a pattern; throws when it is malformed.</summary>
    public static implicit operator RequestMatch(string pattern) => Parse(pattern);

    /// <summary>Reads a pattern; throws when it is malformed.</summary>
    public static RequestMatch Parse(string pattern) => new(pattern);

    /// <inheritdoc />
    public override string ToString() => _pattern;

    internal bool Matches(string method, string path) => (_method == "*" || _method == method) && _path.IsMatch(path);
}
