using AccessGov.App.Failures;
using AccessGov.App.Personnel.Reading;
using AccessGov.Core.Personnel.Deciding;

namespace AccessGov.Web.Http;

/// <summary>
/// Every refusal of the API with its status and stable code, in one place. docs/operations.md has a row for each (tested).
/// </summary>
internal static class Problems
{
    public static readonly Problem CredentialsMissing = new(
        401,
        "credentials-missing",
        "Sign the request, or carry a bearer token; not both."
    );
    public static readonly Problem SignatureMalformed = new(
        401,
        "signature-malformed",
        "Signature-Input, Signature and Content-Digest do not have the form that docs/operations.md describes."
    );
    public static readonly Problem SignatureStale = new(
        401,
        "signature-stale",
        "'created' lies more than five minutes from the time here, or 'expires' has passed. Check the clock and sign anew."
    );
    public static readonly Problem SignatureWrong = new(
        401,
        "signature-wrong",
        "The signature does not fit the request and the key of the caller, or there is no such caller."
    );
    public static readonly Problem DigestWrong = new(401, "digest-wrong", "The body is not the one that was signed.");
    public static readonly Problem Replayed = new(
        401,
        "replayed",
        "This signed request was let in before. Sign each try anew, with a new nonce."
    );
    public static readonly Problem TokenRefused = new(
        401,
        "token-refused",
        "The bearer token is none that may be used here: tenant, audience, lifetime, signature, application or kind."
    );
    public static readonly Problem SourceNotAllowed = new(403, "source-not-allowed", "The caller may not speak for this source.");
    public static readonly Problem TenantOther = new(
        403,
        "tenant-other",
        "Another municipality is meant than the one that is governed here."
    );
    public static readonly Problem EventDiffers = new(
        409,
        "event-differs",
        "An event of this id was taken before, and it said something else. A new statement needs a new id."
    );
    public static readonly Problem BodyTooLarge = new(413, "body-too-large", "The body has more than 65,536 bytes.");
    public static readonly Problem TypeNotJson = new(415, "type-not-json", "Send application/json, not compressed.");
    public static readonly Problem JsonUnreadable = new(
        400,
        "json-unreadable",
        "The body is no JSON object, says a member twice, or is nested more than 8 levels deep."
    );
    public static readonly Problem ForgedInvocation = new(
        400,
        "forged-invocation",
        "The header x-ms-invocation-id is the Azure Functions host's own. Leave it out."
    );
    public static readonly Problem Failed = new(
        500,
        "failed",
        "Something went wrong here; the log says what. The same request may be signed and sent again."
    );

    /// <summary>What the web server itself found wrong while the body came.</summary>
    public static Problem RequestBroken(int status) =>
        new(status, "request-broken", "The request was cut off, came too slowly, or is not well-formed. Send it again.");

    public static Problem Faulty(IReadOnlyList<PersonFault> faults) =>
        new(400, "event-faulty", "Nothing of it was used. Correct what 'faults' names.") { Faults = faults };

    public static Problem TooMany(TimeSpan retryAfter) =>
        new(429, "too-many-requests", "More requests of this caller than are answered. For many people at once deliver an extract.")
        {
            RetryAfter = retryAfter,
        };

    /// <summary>A failure outside this program.</summary>
    public static Problem Of(OutsideFailure failure) =>
        new(503, "not-now", "What is needed for this cannot be reached. Try again.")
        {
            RetryAfter = (failure as OutsideFailure.Transient)?.RetryAfter ?? TimeSpan.FromSeconds(5),
        };

    /// <summary>What became of a statement; null when it was understood and kept.</summary>
    public static Problem? Of(StatementResult result) =>
        result switch
        {
            StatementResult.Taken or StatementResult.Repeated or StatementResult.Overtaken => null,
            StatementResult.OtherContent => EventDiffers,
            StatementResult.Refused(var refusals) => new Problem(
                422,
                "statement-refused",
                "It is not believed; what the source said before stands. 'refusals' says why."
            )
            {
                Refusals = refusals,
            },
            _ => throw new InvalidOperationException(result.GetType().Name),
        };
}
