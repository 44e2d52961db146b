using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.App.Texts;

/// <summary>Puts what a witness refuses into words.</summary>
/// <param name="words">The language.</param>
public sealed class WitnessPolicyText(UiTexts words)
{
    /// <summary>Why a witness does not cosign.</summary>
    /// <param name="refused">The refusal.</param>
    public string Of(WitnessDecision.Refused refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return words.Of($"WitnessRefusal.{WitnessRefusalCodes.Of(refused.Why)}", refused.KnownSize);
    }
}
