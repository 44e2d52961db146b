using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Cli.Mails;

/// <summary>What <c>--dry-run --json</c> answers.</summary>
/// <param name="WhyNotNow">Code of what keeps everything from being sent now; null for nothing.</param>
/// <param name="Due">How many mails are due.</param>
/// <param name="NotDue">How many people get none, by the code of the reason.</param>
/// <param name="People">Everybody who was looked at.</param>
internal sealed record MailLook<T>(string? WhyNotNow, int Due, IReadOnlyDictionary<string, int> NotDue, IReadOnlyCollection<T> People)
{
    /// <summary>Counts.</summary>
    public static MailLook<T> Of(IReadOnlyCollection<T> people, Func<T, NoMail?> whyOf, Refusal? whyNotNow) =>
        new(
            whyNotNow?.Code,
            people.Count(p => whyOf(p) is null),
            people
                .Where(p => whyOf(p) is not null)
                .GroupBy(p => NoMailCodes.Of(whyOf(p)!.Value))
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Count()),
            people
        );
}
