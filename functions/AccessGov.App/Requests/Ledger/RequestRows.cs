using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;

namespace AccessGov.App.Requests.Ledger;

/// <summary>Names of rows of requests.</summary>
internal static class RequestRows
{
    public const string Prefix = "request:";

    /// <summary>The row that repeats what facts tell of a request.</summary>
    public static string Of(RightRequest request) => Prefix + request.Id;

    /// <summary>The number of a request: the day, and eight digits that nobody guesses twice.</summary>
    public static string IdOf(Workspace workspace, EmployeeId subject, EntitlementId right, EmployeeId by)
    {
        var text = $"{subject}\n{right}\n{by}\n{workspace.Now:O}\n{Guid.NewGuid()}";
        return $"{workspace.Today:yyyyMMdd}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8]}";
    }
}
