using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Scim;

/// <summary>One change of one person that a request asks for.</summary>
/// <param name="Method">POST, PUT, PATCH or DELETE.</param>
/// <param name="Source">Who speaks.</param>
/// <param name="Person">Of whom.</param>
/// <param name="Body">What is sent: a resource in the form of <see cref="ScimValues.Resource"/>, or the PATCH message; null with
/// DELETE.</param>
/// <param name="IfMatch">Versions of which the person must have one; null: any.</param>
/// <param name="MayReplace">True when POST of a known person replaces, as in Entra's bulkUpload.</param>
internal sealed record UserOperation(
    string Method,
    SourceId Source,
    EmployeeId Person,
    JsonObject? Body,
    string? IfMatch = null,
    bool MayReplace = false
)
{
    /// <summary>What became of it.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="View">The person afterwards; null when deleted or refused.</param>
    /// <param name="Fault">Why it was refused.</param>
    internal sealed record Outcome(int Status, UserView? View, ScimFault? Fault);
}
