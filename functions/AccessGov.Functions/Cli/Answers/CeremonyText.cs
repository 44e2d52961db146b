using AccessGov.App.Texts;
using AccessGov.App.WebAuthn;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>What came of a ceremony, for people and for scripts.</summary>
internal sealed class CeremonyText
{
    public CeremonyText(UiTexts words, RegistrationResult result)
    {
        if (result is RegistrationResult.Verified { Key: var key })
            (IsVerified, Json, Line) = (
                true,
                new { verified = true, key },
                words.Of("Cli.CeremonyMade", key.Id, key.Format, key.Aaguid, key.Counter, key.IsUserVerified, key.CertificateSerial ?? "-")
            );
        else if (result is RegistrationResult.Refused { Step: var step, Why: var why })
            (Json, Line) = Refused(words, step, 1, step.Registration, why);
        else
            throw new InvalidOperationException(result.GetType().Name);
    }

    public CeremonyText(UiTexts words, AssertionResult result)
    {
        if (result is AssertionResult.Verified signed)
            (IsVerified, Json, Line) = (
                true,
                new
                {
                    verified = true,
                    signed.Id,
                    signed.Counter,
                    signed.IsUserVerified,
                    signed.IsBackedUp,
                },
                words.Of("Cli.CeremonySigned", signed.Id, signed.Counter, signed.IsUserVerified)
            );
        else if (result is AssertionResult.Refused { Step: var step, Why: var why })
            (Json, Line) = Refused(words, step, 2, step.Assertion, why);
        else
            throw new InvalidOperationException(result.GetType().Name);
    }

    public bool IsVerified { get; }

    public object Json { get; }

    public string Line { get; }

    private static (object Json, string Line) Refused(UiTexts words, CeremonyStep step, int section, int number, string why)
    {
        var at = $"7.{section}.{number}";
        // What it says for a log is English; others find it in --json.
        var more = why.Length > 0 && words.Language == "en" ? $" — {why}" : "";
        return (
            new
            {
                verified = false,
                step.Code,
                step = at,
                why,
            },
            words.Of("Cli.CeremonyRefused", words[$"Ceremony.{step.Code}"], step.Code, at) + more
        );
    }
}
