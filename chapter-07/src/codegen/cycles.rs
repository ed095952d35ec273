//! Which nodes of a graph lead back to themselves.

/// The nodes of a graph, in groups of those that lead to each other. A group comes after
/// all those that it leads to.
///
/// This is Tarjan's algorithm (*Depth-first search and linear graph algorithms*, 1972),
/// with a stack of its own: an IDL file decides how deep the graph is.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        edges,
        order: vec![None; edges.len()],
        low: vec![0; edges.len()],
        open: Vec::new(),
        is_open: vec![false; edges.len()],
        count: 0,
        found: Vec::new(),
    };
    for node in 0..edges.len() {
        if search.order[node].is_none() {
            search.visit(node);
        }
    }
    search.found
}

struct Search<'a> {
    edges: &'a [Vec<usize>],
    /// The how-manieth node each was.
    order: Vec<Option<usize>>,
    /// The first node, by that count, that is known to be in its group.
    low: Vec<usize>,
    /// Nodes whose group is not complete.
    open: Vec<usize>,
    is_open: Vec<bool>,
    count: usize,
    found: Vec<Vec<usize>>,
}

impl Search<'_> {
    /// Finds the groups of `root` and of all that it leads to.
    fn visit(&mut self, root: usize) {
        self.enter(root);
        // Nodes on the way here, and how many of their edges have been followed.
        let mut path = vec![(root, 0)];
        while let Some((node, followed)) = path.last_mut() {
            let node = *node;
            if let Some(&next) = self.edges[node].get(*followed) {
                *followed += 1;
                match self.order[next] {
                    None => {
                        self.enter(next);
                        path.push((next, 0));
                    }
                    Some(order) if self.is_open[next] => {
                        self.low[node] = self.low[node].min(order);
                    }
                    Some(_) => {}
                }
                continue;
            }
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                self.low[parent] = self.low[parent].min(self.low[node]);
            }
            if self.order[node] == Some(self.low[node]) {
                self.close(node);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = Some(self.count);
        self.low[node] = self.count;
        self.count += 1;
        self.open.push(node);
        self.is_open[node] = true;
    }

    /// Ends the group of `first` and of the nodes that were entered after it.
    fn close(&mut self, first: usize) {
        let start = self.open.iter().rposition(|node| *node == first).unwrap_or(0);
        let group = self.open.split_off(start);
        for node in &group {
            self.is_open[*node] = false;
        }
        self.found.push(group);
    }
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn nodes_that_lead_to_each_other_are_one_group_after_those_it_leads_to() {
        // 0 -> 1 <-> 2 -> 3, 4 -> 4
        let edges = [vec![1], vec![2], vec![1, 3], vec![], vec![4]];
        let mut found = components(&edges);
        found.iter_mut().for_each(|group| group.sort_unstable());
        assert_eq!(found, [vec![3], vec![1, 2], vec![0], vec![4]]);
    }

    #[test]
    fn a_long_chain_takes_no_stack() {
        let edges: Vec<_> = (1..=100_000).map(|next| vec![next % 100_000]).collect();
        assert_eq!(components(&edges).len(), 1);
    }
}
