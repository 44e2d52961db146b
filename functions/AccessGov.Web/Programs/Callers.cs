using System.Security.Cryptography;
using System.Threading.RateLimiting;
using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Web.Http;

namespace AccessGov.Web.Programs;

/// <summary>
/// Says who asks: by a signature or by a bearer token. Whoever is known has an allowance of requests, counted by this process alone:
/// with replicas it is the allowance times their number. It keeps one caller from taking all the time, it is no wall.
/// </summary>
internal sealed class Callers
{
    /// <summary>Requests that a caller may send at once; after that <see cref="EverySecond"/>.</summary>
    public const int AtOnce = 200;

    /// <summary>Requests a second that a caller may send for long: a reorganisation of 1,000 people in under a minute.</summary>
    public const int EverySecond = 20;

    private readonly Workspace workspace;
    private readonly Dictionary<string, (Caller Caller, byte[] Key)> signers = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Caller> apps = [];
    private readonly List<(Caller Caller, byte[] TokenHash)> bearers = [];

    // Touched first by a token: the libraries that read tokens are not loaded before.
    private readonly Lazy<CallerTokens> tokens;

    // An unknown caller costs the same work as a known one, so that names cannot be tried.
    private readonly byte[] nobodysKey = RandomNumberGenerator.GetBytes(CallerProof.KeyFile.Least);
    private readonly PartitionedRateLimiter<string> allowance = PartitionedRateLimiter.Create<string, string>(name =>
        RateLimitPartition.GetTokenBucketLimiter(
            name,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = AtOnce,
                TokensPerPeriod = EverySecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }
        )
    );

    /// <summary>Reads the keys.</summary>
    /// <exception cref="IOException">A key file cannot be read.</exception>
    public Callers(Installation installation)
    {
        workspace = installation.Workspace;
        foreach (var settings in installation.Settings.Api.Callers)
        {
            var caller = new Caller(settings.Name, settings.Sources);
            switch (settings.Proof)
            {
                case CallerProof.KeyFile(var path):
                    var key = File.ReadAllBytes(path);
                    if (key.Length < CallerProof.KeyFile.Least)
                        throw new InvalidOperationException(
                            $"The key of caller {settings.Name} has {key.Length} bytes, at least {CallerProof.KeyFile.Least} are needed."
                        );
                    signers.Add(settings.Name, (caller, key));
                    break;
                case CallerProof.TokenFile(var path):
                    var token = File.ReadAllText(path).Trim();
                    if (token.Length < CallerProof.TokenFile.Least || token.Any(c => c is <= ' ' or > '~'))
                        throw new InvalidOperationException(
                            $"The token of caller {settings.Name} must be one line of at least {CallerProof.TokenFile.Least} visible "
                                + $"ASCII characters."
                        );
                    bearers.Add((caller, Hash(token)));
                    break;
                case CallerProof.App(var id):
                    apps.Add(id, caller);
                    break;
                default:
                    throw new InvalidOperationException(settings.Proof.GetType().Name);
            }
        }
        tokens = new Lazy<CallerTokens>(() => new CallerTokens(installation.Settings.Api, workspace.Clock));
    }

    /// <summary>Callers of an installation that is opened by whoever needs it first; a failure is not remembered.</summary>
    public static Func<Callers> OpenedBy(Func<Installation> installation)
    {
        var opened = new Lazy<Callers>(() => new Callers(installation()), LazyThreadSafetyMode.PublicationOnly);
        return () => opened.Value;
    }

    /// <summary>Who sent the request, by its headers alone: nothing of a stranger's body is read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">It cannot be said now.</exception>
    public async Task<CallerCheck> ProveAsync(HttpRequest request, CancellationToken ct)
    {
        var check = (request.Headers.ContainsKey("Authorization"), CallerSignature.IsIn(request)) switch
        {
            (true, false) => await ByTokenAsync(request, ct),
            (false, true) => BySignature(request),
            _ => new CallerCheck.Refused(Problems.CredentialsMissing),
        };
        if (check is not CallerCheck.Known { Caller: var caller })
            return check;
        using var lease = allowance.AttemptAcquire(caller.Name);
        return lease.IsAcquired
            ? check
            : new CallerCheck.Refused(
                Problems.TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1))
            );
    }

    /// <summary>
    /// Holds a signed request against its body, and lets it in once. The allowance was asked before: whoever sends more than is answered
    /// leaves no rows behind.
    /// </summary>
    /// <param name="known">What <see cref="ProveAsync"/> found.</param>
    /// <param name="body">The body, read whole.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>What to answer; null when it may be used.</returns>
    /// <exception cref="OutsideFailureException">It cannot be said now.</exception>
    public async Task<Problem?> BindAsync(CallerCheck.Known known, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (known.Signature is not { } signature)
            return null;
        if (!signature.IsOf(body.Span))
            return Problems.DigestWrong;
        return await SignedOnce.TryTakeAsync(workspace, known.Caller.Name, signature.CreatedAt!.Value, signature.Nonce, ct)
            ? null
            : Problems.Replayed;
    }

    /// <summary>
    /// Nobody but the holder of the key is told what is wrong with a signature. Whoever does not hold it, or signed what nobody can guess,
    /// is told what it was checked over, the same whether the caller exists or not, after the same work.
    /// </summary>
    private CallerCheck BySignature(HttpRequest request)
    {
        var signatures = CallerSignature.Read(request);
        if (signatures.Count == 0)
            return new CallerCheck.Refused(Problems.SignatureMalformed with { Detail = CallerSignature.WhyNone(request) });
        Problem? wrong = null;
        foreach (var signature in signatures)
        {
            var isKnown = signers.TryGetValue(signature.Caller, out var signer);
            var key = isKnown ? signer.Key : nobodysKey;
            if (signature.IsMadeWith(key) && isKnown)
                return Judge(signature, signer.Caller);
            if (signature.Slip(key) is { } slip && isKnown)
                wrong ??= Told(slip);
        }
        return new CallerCheck.Refused(wrong ?? Told($"The signature was checked over these lines:\n{signatures[0].CheckedOver}"));

        static Problem Told(string detail) => Problems.SignatureWrong with { Detail = detail };
    }

    private CallerCheck Judge(CallerSignature signature, Caller caller)
    {
        var now = workspace.Clock.GetUtcNow();
        Problem? problem =
            signature.Lacks() is { Count: > 0 } lacks ? Problems.SignatureMalformed with { Detail = string.Join(' ', lacks) }
            : (now - signature.CreatedAt!.Value).Duration() > SignedOnce.Window
                ? Problems.SignatureStale with
                {
                    Detail = $"'created' is {At(signature.CreatedAt.Value)}; here it is {At(now)}.",
                }
            : signature.ExpiresAt < now
                ? Problems.SignatureStale with
                {
                    Detail = $"'expires' is {At(signature.ExpiresAt.Value)}; here it is {At(now)}.",
                }
            : null;
        return problem is null ? new CallerCheck.Known(caller, signature) : new CallerCheck.Refused(problem);

        static string At(DateTimeOffset at) =>
            at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<CallerCheck> ByTokenAsync(HttpRequest request, CancellationToken ct)
    {
        if (
            apps.Count + bearers.Count == 0
            || request.Headers.Authorization is not [{ } header]
            || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        )
            return new CallerCheck.Refused(Problems.TokenRefused);
        var token = header["Bearer ".Length..].Trim();
        if (BearerOf(token) is { } bearer)
            return new CallerCheck.Known(bearer);
        return apps.Count > 0 && await tokens.Value.AppOfAsync(token, ct) is { } app && apps.TryGetValue(app, out var caller)
            ? new CallerCheck.Known(caller)
            : new CallerCheck.Refused(Problems.TokenRefused);
    }

    /// <summary>All are compared, whole and in constant time: how long it takes tells nothing of any token.</summary>
    private Caller? BearerOf(string token)
    {
        Caller? found = null;
        var hash = Hash(token);
        foreach (var (caller, known) in bearers)
            if (CryptographicOperations.FixedTimeEquals(hash, known))
                found = caller;
        return found;
    }

    private static byte[] Hash(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));
}
