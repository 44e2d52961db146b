using System.Net;
using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>Tokens of a plain OAuth 2.0 token endpoint (RFC 6749, 4.4): the Sandbox has one and no Entra.</summary>
internal static class EndpointCredentials
{
    public static Func<CancellationToken, Task<BearerToken>> From(
        Uri endpoint,
        DirectoryIdentity identity,
        Lazy<HttpClient> http,
        TimeProvider clock
    ) =>
        async ct =>
        {
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = identity.ClientId,
                    ["client_secret"] = identity.Secret ?? "",
                    ["scope"] = "https://graph.microsoft.com/.default",
                }
            );
            try
            {
                using var reply = await http.Value.PostAsync(endpoint, form, ct);
                if (reply.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
                    throw Unreachable($"http-{(int)reply.StatusCode}");
                if (!reply.IsSuccessStatusCode)
                {
                    throw new OutsideFailureException(
                        new OutsideFailure.Permanent("sign-in-refused"),
                        Wording.Of("Outside.endpoint-refused", endpoint.Authority, (int)reply.StatusCode)
                    );
                }

                using var body = JsonDocument.Parse(await reply.Content.ReadAsByteArrayAsync(ct));
                return new BearerToken(
                    body.RootElement.GetProperty("access_token").GetString()!,
                    clock.GetUtcNow() + TimeSpan.FromSeconds(body.RootElement.GetProperty("expires_in").GetInt32())
                );
            }
            catch (Exception e) when (GraphFailures.IsBrokenConnection(e, ct))
            {
                throw Unreachable(GraphFailures.BrokenCode(e));
            }
            // No inner exception: JsonException quotes the text it stumbled over, which may be the token.
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new OutsideFailureException(
                    new OutsideFailure.Permanent("sign-in-unreadable"),
                    Wording.Of("Outside.endpoint-unreadable", endpoint.Authority)
                );
            }

            OutsideFailureException Unreachable(string why) =>
                new(
                    new OutsideFailure.Transient("sign-in-unreachable"),
                    Wording.Of("Outside.endpoint-silent", endpoint.Authority, GraphFailures.InWords(why))
                );
        };
}
