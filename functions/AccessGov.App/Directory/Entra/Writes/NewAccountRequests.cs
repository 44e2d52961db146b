using AccessGov.App.Directory.Entra.Batch;
using AccessGov.Core.Planning;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Authentication;

namespace AccessGov.App.Directory.Entra.Writes;

/// <summary>
/// Creations, written with the SDK's own model so that a misspelt property cannot compile. Apart from the rest, because the
/// SDK's assembly is 48 MB and most runs create nobody.
/// </summary>
internal sealed class NewAccountRequests(HttpClient http, Uri root, string usageLocation) : IDisposable
{
    // Our HttpClient signs; the client lives as long as the process (SDK issue 3147: one ActivitySource a client).
    private readonly GraphServiceClient graph = new(http, new AnonymousAuthenticationProvider(), root.AbsoluteUri);

    /// <summary>An account that nobody can use yet: disabled, with a password that nobody knows.</summary>
    public SubRequest Create(PlannedAction.CreateAccount action)
    {
        var request = graph.Users.ToPostRequestInformation(Account(action));
        using var content = new MemoryStream();
        request.Content.CopyTo(content);
        return new SubRequest(HttpMethod.Post, request.URI.AbsoluteUri[root.AbsoluteUri.Length..], content.ToArray());
    }

    /// <summary>Leaves the HttpClient alone: the SDK disposes only one of its own making.</summary>
    public void Dispose() => graph.Dispose();

    /// <summary>
    /// A property that is set to null is sent as null (SDK issues 2298, 2314), so an empty one is not set at all. employeeHireDate is not
    /// writable for an application.
    /// </summary>
    private User Account(PlannedAction.CreateAccount action)
    {
        var attributes = action.Attributes;
        var user = new User
        {
            AccountEnabled = false,
            UserPrincipalName = action.UserPrincipalName,
            MailNickname = action.UserPrincipalName.Split('@')[0],
            DisplayName = attributes.DisplayName,
            EmployeeId = action.Target.Employee.Value,
            UsageLocation = usageLocation,
            PasswordProfile = new PasswordProfile { Password = InitialPassword.Make(), ForceChangePasswordNextSignIn = true },
        };
        if (attributes.Department.Length > 0)
            user.Department = attributes.Department;
        if (attributes.JobTitle.Length > 0)
            user.JobTitle = attributes.JobTitle;
        if (attributes.EmployeeType.Length > 0)
            user.EmployeeType = attributes.EmployeeType;
        if (attributes.Division.Length + attributes.CostCenter.Length == 0)
            return user;
        var org = new EmployeeOrgData();
        if (attributes.Division.Length > 0)
            org.Division = attributes.Division;
        if (attributes.CostCenter.Length > 0)
            org.CostCenter = attributes.CostCenter;
        user.EmployeeOrgData = org;
        return user;
    }
}
