using Microsoft.AspNetCore.Authorization;

namespace AccessGov.Web.SignIn;

/// <summary>Who may open which pages: names of policies for <c>[Authorize]</c>.</summary>
internal static class PageRights
{
    /// <summary>情報システム課 and whoever approves: stands in the table of operators.</summary>
    public const string Operators = "operators";

    /// <summary>Every page that says nothing else: whoever is signed in.</summary>
    public static AuthorizationPolicy SignedInPolicy { get; } =
        new AuthorizationPolicyBuilder().RequireAssertion(c => Of(c) is not null).Build();

    public static AuthorizationBuilder AddPortalRights(this AuthorizationBuilder builder) =>
        builder.AddPolicy(Operators, p => p.RequireAssertion(c => Of(c)?.IsOperator == true));

    private static SignedIn? Of(AuthorizationHandlerContext context) => (context.Resource as HttpContext)?.Features.Get<SignedIn>();
}
