using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;
using Azure.Core;
using Azure.Identity;
using Microsoft.Identity.Client;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>Tokens of Microsoft Entra through Azure.Identity: a client secret, or the host's managed identity.</summary>
internal static class EntraCredentials
{
    private static readonly string[] Scope = ["https://graph.microsoft.com/.default"];
    private static readonly string[] Exchange = ["api://AzureADTokenExchange/.default"];

    /// <summary>Where an identity's tokens come from.</summary>
    /// <param name="tenantId">The Entra tenant.</param>
    /// <param name="identity">Who asks.</param>
    /// <param name="options">How Entra is asked with a secret; null as the library does.</param>
    public static Func<CancellationToken, Task<BearerToken>> From(
        string tenantId,
        DirectoryIdentity identity,
        ClientSecretCredentialOptions? options = null
    )
    {
        // Made on first use: commands that ask the directory nothing work without it.
        var credential = new Lazy<TokenCredential>(() =>
            identity.Secret is { Length: > 0 } secret
                ? new ClientSecretCredential(tenantId, identity.ClientId, secret, options)
                : Managed(identity.ClientId)
        );
        return Asking(credential, Scope, DirectoryRoleCodes.Of(identity.Role), identity.SecretVariable);
    }

    /// <summary>
    /// Tokens of a managed identity that stand for the secret of an application that trusts it (workload identity federation).
    /// </summary>
    /// <param name="clientId">The identity's.</param>
    public static Func<CancellationToken, Task<string>> InsteadOfSecret(string clientId)
    {
        var ask = Asking(new Lazy<TokenCredential>(() => Managed(clientId)), Exchange, "portal", "portal:clientSecretFile");
        return async ct => (await ask(ct)).Secret;
    }

    private static ManagedIdentityCredential Managed(string clientId) =>
        new(clientId.Length > 0 ? ManagedIdentityId.FromUserAssignedClientId(clientId) : ManagedIdentityId.SystemAssigned);

    private static Func<CancellationToken, Task<BearerToken>> Asking(
        Lazy<TokenCredential> credential,
        string[] scope,
        string who,
        string secretAt
    ) =>
        async ct =>
        {
            try
            {
                var token = await credential.Value.GetTokenAsync(new TokenRequestContext(scope), ct);
                return new BearerToken(token.Token, token.ExpiresOn);
            }
            catch (ArgumentException)
            {
                throw new OutsideFailureException(
                    new OutsideFailure.Permanent("sign-in-not-set"),
                    Wording.Of("Outside.sign-in-not-set", who)
                );
            }
            // The library's text may quote the endpoint's answer; only the kind is passed on.
            catch (CredentialUnavailableException)
            {
                throw new OutsideFailureException(
                    new OutsideFailure.Permanent("no-identity"),
                    Wording.Of("Outside.no-identity", who, secretAt)
                );
            }
            catch (AuthenticationFailedException e) when (WhyUnanswered(e.InnerException) is { } why)
            {
                throw new OutsideFailureException(
                    new OutsideFailure.Transient("sign-in-unreachable"),
                    Wording.Of("Outside.sign-in-silent", GraphFailures.InWords(why))
                );
            }
            catch (AuthenticationFailedException)
            {
                throw new OutsideFailureException(
                    new OutsideFailure.Permanent("sign-in-refused"),
                    Wording.Of("Outside.sign-in-refused", who)
                );
            }
        };

    /// <summary>What kept Entra from answering; null when it answered.</summary>
    private static string? WhyUnanswered(Exception? e) =>
        e switch
        {
            // What is left when the library's own tries are used up.
            AggregateException { InnerExceptions: [.., var last] } => WhyUnanswered(last),
            Azure.RequestFailedException { Status: (429 or >= 500) and var status } => $"http-{status}",
            MsalServiceException { StatusCode: (429 or >= 500) and var status } => $"http-{status}",
            HttpRequestException or TaskCanceledException or Azure.RequestFailedException { Status: 0 } => GraphFailures.BrokenCode(e),
            _ => null,
        };
}
