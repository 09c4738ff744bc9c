using Metrology.Core.Words;

namespace Metrology.App.Storage;

/// <summary>The context that saves rows refuses a transaction whole. Stores give the refusal back as the answer of the use case; nothing is saved.</summary>
public sealed class RefusedSaveException(Refusal refusal) : Exception(refusal.Text.En)
{
    public Refusal Refusal => refusal;
}
