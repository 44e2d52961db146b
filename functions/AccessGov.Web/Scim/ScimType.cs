namespace AccessGov.Web.Scim;

/// <summary>Data types of RFC 7643 §2.3 that occur here.</summary>
internal enum ScimType
{
    Text,
    Boolean,
    Complex,

    /// <summary>dateTime: of <c>meta</c> only, which no schema describes.</summary>
    Moment,
}
