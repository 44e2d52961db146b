using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.Web.Pages.Reviews;

/// <summary>What silence means, in sentences: of a round, and of what somebody is asked in it.</summary>
internal static class SilenceWords
{
    /// <summary>Of a round: one sentence, and one for each zone where it means something else.</summary>
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

    /// <summary>
    /// Of what somebody is asked: what was said わからない of is taken by no silence, what was drawn stays as it was decided, and after the end
    /// silence means nothing more.
    /// </summary>
    /// <param name="ui">In which language.</param>
    /// <param name="state">The round.</param>
    /// <param name="asked">What is asked.</param>
    public static string Of(UiTexts ui, ReviewState state, IEnumerable<ReviewItemId> asked)
    {
        var (plain, unsure, drawn) = (false, false, false);
        foreach (var item in asked)
            if (state.IsDrawn(item))
                drawn = true;
            else if (state.LastOf(item) is ({ Choice: ReviewChoice.Unsure }, _))
                unsure = true;
            else
                plain = true;
        string?[] sentences =
        [
            plain && state.Round.IsOpen ? Of(ui, state.Round) : null,
            unsure ? ui["Portal.ReviewSilence.unsure"] : null,
            drawn ? ui["Portal.ReviewSilence.drawn"] : null,
        ];
        return string.Join(' ', sentences.OfType<string>());
    }

    /// <summary>By when somebody decides.</summary>
    /// <param name="ui">In which language.</param>
    /// <param name="round">The round.</param>
    /// <param name="today">The day.</param>
    public static string UntilOf(UiTexts ui, ReviewRound round, DateOnly today) =>
        round.Stopped is { } why ? ui.Of("Portal.ReviewStopped", VisibleText.Of(why))
        : round.IsOpen || round.IsLookedAt(today)
            ? ui.Of("Portal.ReviewDue", $"{(today > round.DueOn ? round.LastDay : round.DueOn):yyyy-MM-dd}")
        : ui["Portal.ReviewAfterEnd"];

    private static string SentenceOf(UiTexts ui, ReviewSilence silence) => ui[$"Portal.ReviewSilence.{ReviewSilenceCodes.Of(silence)}"];
}
