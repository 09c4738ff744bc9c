namespace Metrology.App.Laboratory;

/// <summary>What a person is in the institution; a person may be several.</summary>
public enum Role
{
    /// <summary>检定员: measures and submits.</summary>
    Technician,

    /// <summary>核验员: checks what another person measured.</summary>
    Checker,

    /// <summary>批准人: approves and issues.</summary>
    Approver,

    /// <summary>规划: standards and targets.</summary>
    Planner,

    /// <summary>管理员: accounts and institution.</summary>
    Administrator,
}
