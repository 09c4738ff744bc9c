namespace Metrology.App.Lists;

/// <summary>Registers that are listed and searched. The numbers are stored.</summary>
public enum ListSubject
{
    Equipment = 1,
    Standards = 2,
    Units = 3,
    Certificates = 4,
    Customers = 5,

    /// <summary>Standards by when their repeatability is due; so the next two.</summary>
    RepeatabilityTests = 6,
    StabilityTests = 7,
    IntermediateChecks = 8,

    /// <summary>Standards by a verification of results that did not conform.</summary>
    Verifications = 9,
}
