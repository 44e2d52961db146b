using AccessGov.Core.Codes;

namespace AccessGov.Core.Requests;

/// <summary>Who must agree, in this order; the third to an exception only.</summary>
[CodedBy(typeof(RequestStageCodes))]
public enum RequestStage
{
    /// <summary>所属長 of whom it is for.</summary>
    Head,

    /// <summary>Head of the unit that owns the right.</summary>
    Owner,

    /// <summary>情報セキュリティ責任者.</summary>
    Officer,
}
