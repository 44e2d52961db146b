using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>What silence means in a round, in sentences: one, and one for each zone where it means something else.</summary>
internal static class SilenceWords
{
    /// <summary>The sentences.</summary>
    /// <param name="ui">In which language.</param>
    /// <param name="round">The round.</param>
    public static string Of(UiTexts ui, ReviewRound round) =>
        string.Join(
            ' ',
            round
                .Rule.SilenceFor.Select(z =>
                    ui.Of("Portal.ReviewSilenceFor", ui[$"Zone.{ZoneCodes.Of(z.Zone)}"], SentenceOf(ui, z.Silence))
                )
                .Prepend(SentenceOf(ui, round.Rule.Silence))
        );

    private static string SentenceOf(UiTexts ui, ReviewSilence silence) => ui[$"Portal.ReviewSilence.{ReviewSilenceCodes.Of(silence)}"];
}
