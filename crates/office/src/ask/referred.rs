//! What cells point to (所指): the row of another register whose key a cell holds, by its name, where whoever asks sees it.

use super::Reading;
use super::about::is_school_code;
use super::rows::row_view;
use crate::error::Result;
use crate::view::{ReferredView, RowView};
use define::{FieldType, Register};
use std::collections::BTreeMap;

impl Reading {
    /// Of the cells of rows of a register that point to other rows: by the place of the field and the text of the cell, what that
    /// row is called and where it is. A cell that points to nothing that is seen is not among them.
    ///
    /// # Errors
    /// [`crate::Error::Unknown`] for a register that is not there; a store that refuses.
    pub fn referred(
        &self,
        register: &str,
        rows: &[RowView],
    ) -> Result<BTreeMap<(usize, String), ReferredView>> {
        let mut found = BTreeMap::new();
        for (at, field) in self.named(register)?.fields.iter().enumerate() {
            let FieldType::Ref { register: to, by } = &field.kind else { continue };
            let Some(to) = self.pack().register(to).filter(|_| !field.sensitive) else { continue };
            for row in rows {
                let text = row.cells.get(at).map(String::as_str).unwrap_or_default();
                if !text.is_empty() && !found.contains_key(&(at, text.to_owned())) {
                    let told = self.pointed_to(to, by, text)?;
                    found.extend(told.map(|told| ((at, text.to_owned()), told)));
                }
            }
        }
        Ok(found)
    }

    fn pointed_to(&self, to: &Register, by: &str, text: &str) -> Result<Option<ReferredView>> {
        // A school is in many registers, year by year: it has a page of its own.
        if is_school_code(to, by) {
            let bodies = self.bodies()?;
            let body = bodies.iter().find(|body| body.code == text && !body.name.is_empty());
            return Ok(body.map(|body| ReferredView { label: body.name.clone(), row: None }));
        }
        if to.key != [by] {
            return Ok(None);
        }
        self.agreed(to)?;
        let Some(present) = self.store.present(&to.id, text)? else { return Ok(None) };
        let version = match self.admits(to, present.number)? {
            true => self.store.version(&to.id, present.number, self.size())?,
            false => None,
        };
        let Some(version) = version.filter(|version| !version.is_erased()) else { return Ok(None) };
        let (label, number) = (row_view(to, &version)?.label, version.number);
        Ok(Some(ReferredView { label, row: Some((to.id.clone(), number)) }))
    }
}
