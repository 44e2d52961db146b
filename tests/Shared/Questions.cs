namespace AccessGov.Tests;

/// <summary>Commands that change nothing, so that a story may ask them once more in English.</summary>
internal sealed class Questions
{
    /// <summary>What makes a command answer in English.</summary>
    public const string InEnglish = "--lang en";

    private static readonly string[] Kinds =
    [
        "show",
        "plans",
        "explain",
        "withheld",
        "status",
        "workers",
        "whoami",
        "hr check",
        "policy check",
        "policy status",
        "operators status",
        "profiles status",
        "go-live status",
        "hold list",
        "review show",
        "request list",
    ];

    private readonly HashSet<string> asked = [];

    /// <summary>True for the first question of its kind that ended so; JSON has no language.</summary>
    /// <param name="command">Its words.</param>
    /// <param name="exitCode">How it ended.</param>
    public bool IsNew(string command, int exitCode) =>
        !command.Contains("--json", StringComparison.Ordinal)
        && !command.Contains("--lang", StringComparison.Ordinal)
        && Array.Find(Kinds, kind => $"{command} ".StartsWith($"{kind} ", StringComparison.Ordinal)) is { } question
        && asked.Add($"{question} {exitCode}");
}
