//! To whom the rows of a register belong, as its fields say it.

use super::{CodeKind, FieldType, Pack, Register};
use crate::Belongs;

impl Pack {
    /// The positions of the fields that say to whom a row of a register belongs: those that the definition marks; of units,
    /// where it marks none, those that hold a school code or point to something by one.
    pub fn belonging<'r>(
        &'r self,
        register: &'r Register,
        belongs: Belongs,
    ) -> impl Iterator<Item = usize> + 'r {
        let fields = || register.fields.iter().enumerate();
        let marked = fields().any(|(_, field)| field.belongs == Some(belongs));
        let by_code = move |kind: &FieldType| belongs == Belongs::Unit && !marked && self.is_school(kind);
        fields()
            .filter(move |(_, field)| field.belongs == Some(belongs) || by_code(&field.kind))
            .map(|(at, _)| at)
    }

    fn is_school(&self, kind: &FieldType) -> bool {
        match kind {
            FieldType::Code { kind, .. } => *kind == CodeKind::School,
            FieldType::Ref { register, by } => {
                self.register(register).and_then(|register| register.field(by)).is_some_and(|(_, field)| {
                    matches!(&field.kind, FieldType::Code { kind: CodeKind::School, .. })
                })
            }
            _ => false,
        }
    }
}
