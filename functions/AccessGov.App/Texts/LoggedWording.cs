using AccessGov.Core.Kernel;

namespace AccessGov.App.Texts;

/// <summary>
/// A sentence in a log. As a text it is English, which whoever searches a log reads with the documentation of the parts beneath; a
/// terminal says it in its reader's language.
/// </summary>
/// <param name="What">The sentence.</param>
public sealed record LoggedWording(Wording What)
{
    private static readonly UiTexts English = new("en");

    /// <inheritdoc/>
    public override string ToString() => English.Of(What);
}
