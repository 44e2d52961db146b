using System.Buffers.Text;
using System.Text.Json;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>
/// Looks whether a token that we were given carries more than its role may. It is our own token and nothing is granted by what is
/// read in it, so its signature is not looked at. A token that is no JWT is not judged: to its bearer every token is opaque.
/// </summary>
internal static class PermissionCheck
{
    /// <summary>Tokens of an identity, refused when they carry another role's permissions.</summary>
    public static Func<CancellationToken, Task<BearerToken>> Judged(
        Func<CancellationToken, Task<BearerToken>> acquire,
        DirectoryRole role
    ) =>
        async ct =>
        {
            var token = await acquire(ct);
            if (TooMuch(token.Secret, role) is not { Count: > 0 } tooMuch)
                return token;
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("identity-too-strong"),
                Wording.Of("Outside.identity-too-strong", DirectoryRoleCodes.Of(role), tooMuch)
            );
        };

    /// <summary>The application permissions in a token that its role must not have.</summary>
    internal static IReadOnlyList<string> TooMuch(string token, DirectoryRole role) => TooMuch(Permissions(token), role);

    /// <summary>Those of the permissions that the role must not have.</summary>
    internal static IReadOnlyList<string> TooMuch(IEnumerable<string> permissions, DirectoryRole role) =>
        [
            .. permissions.Where(p =>
                role switch
                {
                    DirectoryRole.Reader => !Reads(p),
                    DirectoryRole.Writer => SignsIn(p),
                    DirectoryRole.Mailer => p != "Mail.Send",
                    _ => false,
                }
            ),
        ];

    /// <summary>
    /// Graph's names are resource.action.scope. Whatever is not plainly reading counts as more: User.EnableDisableAccount.All,
    /// User.ReadUpdate.All.
    /// </summary>
    private static bool Reads(string permission) => permission.Split('.') is [_, "Read" or "ReadBasic", ..];

    /// <summary>UserAuthMethod-Passkey.ReadWrite.All, UserAuthenticationMethod.ReadWrite.All and their kin.</summary>
    private static bool SignsIn(string permission) =>
        permission.StartsWith("UserAuth", StringComparison.OrdinalIgnoreCase) && !Reads(permission);

    /// <summary>The claim "roles" (learn.microsoft.com, access token claims reference: application permissions).</summary>
    internal static IEnumerable<string> Permissions(string token)
    {
        try
        {
            if (token.Split('.') is not [_, var payload, _])
                return [];
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return
                claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("roles", out var roles)
                && roles.ValueKind == JsonValueKind.Array
                ? [.. roles.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()!)]
                : [];
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return [];
        }
    }
}
