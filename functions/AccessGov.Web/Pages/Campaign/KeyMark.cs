namespace AccessGov.Web.Pages.Campaign;

/// <summary>How somebody stands with a key, as a tag: a sign and a word, because no colour speaks alone.</summary>
/// <param name="Mark">How it looks.</param>
/// <param name="Sign">The sign.</param>
/// <param name="Text">The word.</param>
/// <param name="Order">What must be looked at comes first.</param>
public sealed record KeyMark(string Mark, string Sign, string Text, int Order)
{
    /// <summary>True for whoever needs a key and has none.</summary>
    public bool IsMissing => Order == 0;

    /// <summary>True where a key is needed and nobody can tell whether there is one.</summary>
    public bool IsUnknown => Order == 1;

    /// <summary>The tag. Whoever has no right that a key opens needs none.</summary>
    /// <param name="here">Texts.</param>
    /// <param name="needs">Whether a key is needed.</param>
    /// <param name="has">Whether there is one; null when nothing is known.</param>
    public static KeyMark Of(PortalContext here, bool needs, bool? has)
    {
        ArgumentNullException.ThrowIfNull(here);
        return (needs, has) switch
        {
            (_, true) => new("ok", "✓", here.Ui["Portal.KeyYes"], 3),
            (true, false) => new("stop", "■", here.Ui["Portal.KeyNo"], 0),
            (true, null) => new("wait", "▲", here.Ui["Portal.KeyNotKnown"], 1),
            (false, _) => new("", "－", here.Ui["Portal.KeyNotNeeded"], 2),
        };
    }
}
