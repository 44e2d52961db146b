using System.Buffers.Text;
using System.Text;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Web.Programs;

namespace AccessGov.Web.Scim;

/// <summary>
/// The id of a resource: who speaks of whom in which municipality, as one word for URLs. Clients take it as it is. It names the
/// municipality, so that an id of another one means nobody here even if source and number are alike.
/// </summary>
internal static class ScimId
{
    public static string Of(Workspace workspace, SourceId source, EmployeeId person) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{workspace.Tenant}\n{source}\n{person}"));

    /// <summary>Whom an id means; null when it is none of this municipality or of a source for which the caller does not speak.</summary>
    public static (SourceId Source, EmployeeId Person)? Read(Workspace workspace, Caller caller, string id)
    {
        if (id.Length > 400 || !Base64Url.IsValid(id))
            return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id)).Split('\n');
        if (parts.Length != 3 || parts[0] != workspace.Tenant.Value || !EmployeeId.TryParse(parts[2], out var person))
            return null;
        var source = new SourceId(parts[1]);
        // One resource, one id: another spelling of the same bytes is none.
        return caller.Sources.Contains(source) && Of(workspace, source, person) == id ? (source, person) : null;
    }
}
