namespace AccessGov.Functions.Cli.Manual;

/// <summary>What stands behind a command or an option.</summary>
/// <param name="Name">What it is called in the help.</param>
/// <param name="Description">What it is.</param>
/// <param name="Words">The only words that it may be; none when it may be others.</param>
/// <param name="IsFile">True for a file that is there or is to be written.</param>
/// <param name="IsFolder">True for a folder.</param>
/// <param name="IsNeeded">True when it may not be left out.</param>
/// <param name="IsRepeated">True when several may follow each other.</param>
internal sealed record ValueNode(
    string Name,
    string Description,
    IReadOnlyList<string> Words,
    bool IsFile,
    bool IsFolder,
    bool IsNeeded,
    bool IsRepeated
)
{
    /// <summary>How scripts for shells write it: <c>file</c>, <c>folder</c>, <c>text</c>, or <c>=</c> and the words with commas.</summary>
    public string InScripts =>
        Words.Count > 0 ? "=" + string.Join(',', Words)
        : IsFile ? "file"
        : IsFolder ? "folder"
        : "text";
}
