using AccessGov.Core.Codes;

namespace AccessGov.Core.Directory;

/// <summary>What of an account is kept true and may be changed. Closed; Graph's names of them are the codes.</summary>
[CodedBy(typeof(AttributeCodes))]
public enum AttributeName
{
    /// <summary>職員番号; changes only when HR says that a person's number has changed.</summary>
    EmployeeId,

    /// <summary>氏名: personal, so it does not go into the record in plain text (docs/audit.md).</summary>
    DisplayName,

    /// <summary>Name of the org unit of the 本務.</summary>
    Department,

    /// <summary>職名.</summary>
    JobTitle,

    /// <summary>職員区分.</summary>
    EmployeeType,

    /// <summary>Organ of Article 4.</summary>
    Division,

    /// <summary>所属コード.</summary>
    CostCenter,
}
