using System.Collections.Concurrent;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AccessGov.Sandbox.Identity;

/// <summary>What the one application may ask for. Everything else is an error on the spot: nobody is sent back with it.</summary>
internal sealed class ClientRules(IdentityOptions options)
{
    public const string AuthorizePath = "/authorize";
    public const string TokenPath = "/token";

    /// <summary>The account that was chosen on our own page.</summary>
    public const string Account = "account";

    /// <summary>What was looked for on our own page.</summary>
    public const string Search = "find";

    private static readonly HashSet<string> Authorizing =
    [
        Parameters.ClientId,
        Parameters.RedirectUri,
        Parameters.ResponseType,
        Parameters.ResponseMode,
        Parameters.Scope,
        Parameters.State,
        Parameters.Nonce,
        Parameters.CodeChallenge,
        Parameters.CodeChallengeMethod,
        // Microsoft's client library says which it is; Entra takes it.
        "x-client-SKU",
        "x-client-ver",
        Account,
        Search,
    ];

    private static readonly HashSet<string> Exchanging =
    [
        Parameters.ClientId,
        Parameters.ClientSecret,
        Parameters.GrantType,
        Parameters.Code,
        Parameters.CodeVerifier,
        Parameters.RedirectUri,
    ];

    private readonly ConcurrentDictionary<string, bool> spent = new(StringComparer.Ordinal);

    public void AddTo(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateAuthorizationRequestContext>(b => b.UseInlineHandler(Validate));
        server.AddEventHandler<ExtractTokenRequestContext>(b => b.UseInlineHandler(TakeAssertion).SetOrder(int.MaxValue));
        server.AddEventHandler<ValidateTokenRequestContext>(b => b.UseInlineHandler(Validate));
    }

    private ValueTask Validate(ValidateAuthorizationRequestContext context)
    {
        var request = context.Request;
        if (Unknown(request, Authorizing) is { } unknown)
            context.Reject(Errors.InvalidRequest, $"The parameter '{unknown}' is not known here.");
        else if (request.ClientId != options.ClientId)
            context.Reject(Errors.InvalidClient, $"The application '{request.ClientId}' is not registered.");
        // Spelt exactly as registered, as Entra wants it.
        else if (!options.RedirectUris.Any(u => u.OriginalString == request.RedirectUri))
            context.Reject(Errors.InvalidRequest, $"The redirect address '{request.RedirectUri}' is not registered.");
        else if (request.CodeChallengeMethod != CodeChallengeMethods.Sha256)
            context.Reject(Errors.InvalidRequest, "A challenge by S256 is required.");
        else if (!request.HasScope(Scopes.OpenId) || string.IsNullOrEmpty(request.Nonce) || string.IsNullOrEmpty(request.State))
            context.Reject(Errors.InvalidRequest, "The scope 'openid', a nonce and a state are required.");
        return default;
    }

    private ValueTask Validate(ValidateTokenRequestContext context)
    {
        var request = context.Request;
        if (Unknown(request, Exchanging) is { } unknown)
            context.Reject(Errors.InvalidRequest, $"The parameter '{unknown}' is not known here.");
        else if (request.ClientId != options.ClientId || request.ClientSecret != options.ClientSecret)
            context.Reject(Errors.InvalidClient, "The application or its secret is wrong.");
        else if (!request.IsAuthorizationCodeGrantType() || string.IsNullOrEmpty(request.CodeVerifier))
            context.Reject(Errors.InvalidRequest, "A code and its verifier are required.");
        // Codes are sealed, not stored: that one is used once has to be remembered.
        else if (!spent.TryAdd(request.Code!, true))
            context.Reject(Errors.InvalidGrant, "The code has been used.");
        return default;
    }

    /// <summary>
    /// A token of the host that the application trusts stands for a secret. It is looked at here and taken away: the library knows only
    /// assertions that an application signs itself.
    /// </summary>
    private async ValueTask TakeAssertion(ExtractTokenRequestContext context)
    {
        if (context.Request is not { } request)
            return;
        var isRight = options.Trusts is { } host
            ? request.ClientAssertionType == ClientAssertionTypes.JwtBearer && await host.VouchesAsync(request.ClientAssertion)
            : request.ClientAssertion is null && request.ClientAssertionType is null;
        if (!isRight)
            context.Reject(Errors.InvalidClient, "The token that stands for a secret is wrong.");
        request.RemoveParameter(Parameters.ClientAssertion);
        request.RemoveParameter(Parameters.ClientAssertionType);
    }
    private static string? Unknown(OpenIddictRequest request, HashSet<string> known) =>
        request.GetParameters().Select(p => p.Key).FirstOrDefault(name => !known.Contains(name));
}
