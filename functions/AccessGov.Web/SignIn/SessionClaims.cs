using System.Security.Claims;
using System.Security.Cryptography;
using AccessGov.Core.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AccessGov.Web.SignIn;

/// <summary>What the session's cookie says: who, and since when. Everything else is looked up.</summary>
internal static class SessionClaims
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Worker = "worker";
    private const string Since = "since";
    private const string Session = "session";
    private const string OnlyTo = "only";
    private const string Enrol = "enrol";
    private const string AppRole = "app-role";

    /// <summary>The person of a session; default when it names none.</summary>
    public static EmployeeId? WorkerOf(ClaimsPrincipal? principal) =>
        EmployeeId.TryParse(principal?.FindFirstValue(Worker), out var id) ? id : null;

    /// <summary>Which session; null when it does not say.</summary>
    public static string? SessionOf(ClaimsPrincipal? principal) => principal?.FindFirstValue(Session);

    /// <summary>When the person signed in; null when the session does not say.</summary>
    public static DateTimeOffset? SinceOf(ClaimsPrincipal? principal) =>
        long.TryParse(principal?.FindFirstValue(Since), out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>True for a session that a ticket opened: it enrols a key and does nothing else.</summary>
    public static bool OnlyEnrols(ClaimsPrincipal? principal) => principal?.FindFirstValue(OnlyTo) == Enrol;

    /// <summary>The app roles that Entra's token named when the person signed in, as it writes them.</summary>
    public static IEnumerable<string> AppRolesOf(ClaimsPrincipal? principal) => principal?.FindAll(AppRole).Select(c => c.Value) ?? [];

    /// <summary>A new session.</summary>
    /// <param name="worker">Whose.</param>
    /// <param name="now">Since when.</param>
    /// <param name="onlyEnrols">True for one that only enrols a key.</param>
    /// <param name="appRoles">App roles that Entra's token names.</param>
    public static ClaimsPrincipal Of(
        EmployeeId worker,
        DateTimeOffset now,
        bool onlyEnrols = false,
        IEnumerable<string>? appRoles = null
    ) =>
        new(
            new ClaimsIdentity(
                [
                    .. (appRoles ?? []).Select(role => new Claim(AppRole, role)),
                    .. onlyEnrols ? [new Claim(OnlyTo, Enrol)] : Array.Empty<Claim>(),
                    new Claim(Worker, worker.Value),
                    // Drawn anew at every sign-in: what is begun in one session is not ended in another.
                    new Claim(Session, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
                    new Claim(Since, now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ],
                Scheme
            )
        );

    /// <summary>A new session for the browser that asked.</summary>
    /// <param name="context">The request.</param>
    /// <param name="worker">Whose.</param>
    /// <param name="now">Since when.</param>
    /// <param name="onlyEnrols">True for one that only enrols a key.</param>
    public static Task OpenAsync(HttpContext context, EmployeeId worker, DateTimeOffset now, bool onlyEnrols = false) =>
        context.SignInAsync(Scheme, Of(worker, now, onlyEnrols));
}
