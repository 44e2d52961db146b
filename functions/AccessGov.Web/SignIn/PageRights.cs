using AccessGov.App.Settings;
using Microsoft.AspNetCore.Authorization;

namespace AccessGov.Web.SignIn;

/// <summary>Who may open which pages: names of policies for <c>[Authorize]</c>.</summary>
internal static class PageRights
{
    /// <summary>情報システム課 and whoever approves: stands in the table of operators. An app role of Entra is not enough.</summary>
    public const string Operators = "operators";

    /// <summary>The same, whoever has an app role, and 監査人, who read what is there and send nothing.</summary>
    public const string Readers = "readers";

    /// <summary>所属長 for the units that they head, and whoever reads everything; they send nothing.</summary>
    public const string Heads = "heads";

    /// <summary>Every page that says nothing else: whoever is signed in.</summary>
    public static AuthorizationPolicy SignedInPolicy { get; } =
        new AuthorizationPolicyBuilder().RequireAssertion(c => Of(c) is { } person && (!person.OnlyEnrols || Enrols(c))).Build();

    public static AuthorizationBuilder AddPortalRights(this AuthorizationBuilder builder) =>
        builder
            .AddPolicy(Operators, p => p.RequireAssertion(c => Of(c) is { IsInTable: true, OnlyEnrols: false }))
            .AddPolicy(
                Readers,
                p => p.RequireAssertion(c => Of(c) is { OnlyEnrols: false } person && (person.IsOperator || person.MayRead && Reads(c)))
            )
            .AddPolicy(
                Heads,
                p => p.RequireAssertion(c => Of(c) is { OnlyEnrols: false } person && (person.IsHead || person.MayRead) && Reads(c))
            );

    /// <summary>What a ticket alone opens: the page that enrols, and the way out.</summary>
    private static bool Enrols(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext { Request.Path: var path }
        && (path.StartsWithSegments(PublicPaths.Prefix + "/keys/enrol") || path == PublicPaths.Prefix + "/signout");

    private static bool Reads(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext { Request.Method: var method } && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method));

    private static SignedIn? Of(AuthorizationHandlerContext context) => (context.Resource as HttpContext)?.Features.Get<SignedIn>();
}
