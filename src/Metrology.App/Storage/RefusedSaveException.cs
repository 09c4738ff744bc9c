using Metrology.Core.Words;

namespace Metrology.App.Storage;

/// <summary>The context that saves rows refuses a transaction whole, or a row that is read is not what its hash says. Stores give the refusal back as the answer of the use case, pages as theirs; nothing is saved.</summary>
public sealed class RefusedSaveException(Refusal refusal) : Exception(refusal.Text.En)
{
    public Refusal Refusal => refusal;
}
