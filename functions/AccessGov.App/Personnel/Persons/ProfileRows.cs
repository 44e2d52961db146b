using System.Security.Cryptography;
using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Persons;

/// <summary>Rows beside the facts of a source, in the same partition so that one commit holds both.</summary>
internal static class ProfileRows
{
    /// <summary>Row of who bears a user name.</summary>
    /// <param name="Person">The last to whom it was given; whether the person still bears it, the profile tells.</param>
    public sealed record Bearer(EmployeeId Person);

    /// <summary>
    /// Row of a person whom a client has deleted: not shown to it again until somebody says something else of the person.
    /// </summary>
    /// <param name="FactsHash">The facts that the deletion left.</param>
    public sealed record Gone(string FactsHash);

    public static string ProfilePrefix(SourceId source) => $"profile:{source}:";

    public static string Profile(SourceId source, EmployeeId person) => ProfilePrefix(source) + person;

    public static string GonePrefix(SourceId source) => $"gone:{source}:";

    public static string GoneOf(SourceId source, EmployeeId person) => GonePrefix(source) + person;

    public static string UserNamePrefix(SourceId source) => $"username:{source}:";

    /// <summary>A user name has characters that keys lack.</summary>
    public static string UserName(SourceId source, string name) =>
        UserNamePrefix(source) + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToLowerInvariant())));
}
