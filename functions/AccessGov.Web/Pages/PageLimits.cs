using System.Globalization;
using System.Threading.RateLimiting;
using AccessGov.Web.SignIn;
using Microsoft.AspNetCore.Diagnostics;

namespace AccessGov.Web.Pages;

/// <summary>
/// How often somebody may ask for pages: more than any hand can click, less than a script that tries tickets or reads everybody. Whoever is
/// not signed in shares one allowance with all strangers: behind a proxy they all come from its address.
/// </summary>
internal static class PageLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Requests of one person in a minute.</summary>
    public const int OfPerson = 300;

    /// <summary>Requests of all strangers together in a minute: signing in takes a few.</summary>
    public const int OfStrangers = 1_200;

    /// <summary>Forms of all strangers together in a minute: steps of signing in with a key.</summary>
    public const int FormsOfStrangers = 240;

    public static void AddPageLimits(this IServiceCollection services) =>
        services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Of);
        });

    private static RateLimitPartition<string> Of(HttpContext context)
    {
        // The page that says so is no further request.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            return RateLimitPartition.GetNoLimiter("said");
        if (context.Features.Get<SignedIn>() is { } person)
            return Window(person.Id.Value, OfPerson);
        return HttpMethods.IsPost(context.Request.Method) ? Window("strangers' forms", FormsOfStrangers) : Window("strangers", OfStrangers);

        static RateLimitPartition<string> Window(string whose, int most) =>
            RateLimitPartition.GetFixedWindowLimiter(
                whose,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = PageLimits.Window }
            );
    }
}
