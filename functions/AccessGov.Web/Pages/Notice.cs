namespace AccessGov.Web.Pages;

/// <summary>What came of something that somebody asked for, above everything else on the page.</summary>
/// <param name="Mark">How it looks.</param>
/// <param name="Sign">A sign, because no colour speaks alone.</param>
/// <param name="Title">What happened.</param>
/// <param name="Text">What comes next.</param>
public sealed record Notice(string Mark, string Sign, string Title, string Text)
{
    /// <summary>It was done.</summary>
    /// <param name="title">What happened.</param>
    /// <param name="text">What comes next.</param>
    public static Notice Done(string title, string text) => new("ok", "✓", title, text);

    /// <summary>Nothing was done, and nothing is wrong.</summary>
    /// <param name="title">What happened.</param>
    /// <param name="text">What comes next.</param>
    public static Notice Waits(string title, string text) => new("wait", "▲", title, text);

    /// <summary>It may not be done.</summary>
    /// <param name="title">What happened.</param>
    /// <param name="text">What comes next.</param>
    public static Notice Refused(string title, string text) => new("stop", "■", title, text);
}
