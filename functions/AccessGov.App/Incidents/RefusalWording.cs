using System.Globalization;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Incidents;

/// <summary>Refusals as wordings, for what is kept and read later by somebody whose language nobody knows yet.</summary>
public static class RefusalWording
{
    /// <summary>The sentence of a refusal; units are named by their code.</summary>
    /// <param name="refusal">The refusal.</param>
    public static Wording Of(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Wording.Of(
            $"Refusal.{refusal.Code}",
            Plain(refusal.Number),
            Plain(refusal.Limit),
            refusal.Code switch
            {
                "removals-in-zone" => Wording.Of($"Zone.{refusal.Subject}"),
                "approver-without-role" => Wording.Of($"Role.{refusal.Subject}"),
                "request-nobody-agrees" => Wording.Of($"RequestStage.{refusal.Subject}"),
                _ => refusal.Subject,
            }
        );
    }

    private static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
