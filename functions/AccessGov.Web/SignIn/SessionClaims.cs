using System.Security.Claims;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.SignIn;

/// <summary>What the session's cookie says: who, and since when. Everything else is looked up.</summary>
internal static class SessionClaims
{
    private const string Worker = "worker";
    private const string Since = "since";

    /// <summary>The person of a session; default when it names none.</summary>
    public static EmployeeId? WorkerOf(ClaimsPrincipal? principal) =>
        EmployeeId.TryParse(principal?.FindFirstValue(Worker), out var id) ? id : null;

    /// <summary>When the person signed in; null when the session does not say.</summary>
    public static DateTimeOffset? SinceOf(ClaimsPrincipal? principal) =>
        long.TryParse(principal?.FindFirstValue(Since), out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>A new session.</summary>
    public static ClaimsPrincipal Of(EmployeeId worker, DateTimeOffset now, string scheme) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(Worker, worker.Value),
                    new Claim(Since, now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ],
                scheme
            )
        );
}
